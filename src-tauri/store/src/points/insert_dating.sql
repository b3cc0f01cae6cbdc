INSERT INTO points_dating (revision, shop_day, expires_day, lots_count, open_points)
VALUES (?1, ?2, ?3, ?4, ?5)
