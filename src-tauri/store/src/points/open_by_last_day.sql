SELECT expires_day, sum(open_points)
FROM points_lot
WHERE open_points > 0
GROUP BY expires_day
ORDER BY expires_day
