UPDATE request_log SET response = json_replace(response, '$.name', '', '$.customer_name', NULL)
WHERE json_valid(response)
  AND (json_extract(response, '$.id') = ?1 OR json_extract(response, '$.customer') = ?1)
