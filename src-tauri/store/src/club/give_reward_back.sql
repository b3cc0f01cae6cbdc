UPDATE reward SET used_count = used_count - 1
WHERE id = (SELECT u.reward_id FROM reward_use u WHERE u.sale_id = ?1)
