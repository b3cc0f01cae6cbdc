INSERT INTO segment (id, revision, name, treatment, rule, ready, created_at_ms)
VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6)
