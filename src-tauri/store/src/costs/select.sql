SELECT id, purpose, from_day, to_day, channel, amount_rial, note, removed_at_ms IS NOT NULL FROM cost
