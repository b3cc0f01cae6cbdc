SELECT channel, sum(acquisition_cost_rial) FROM customer
WHERE first_day BETWEEN ?1 AND ?2 AND merged_into IS NULL AND acquisition_cost_rial > 0
GROUP BY channel
