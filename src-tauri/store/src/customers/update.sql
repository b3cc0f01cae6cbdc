UPDATE customer SET
  kind = :kind, code = :code, first_name = :first_name, last_name = :last_name, full_name = :full_name,
  name_key = :name_key, name_sort = :name_sort, gender = :gender,
  birth_month = :birth_month, birth_day = :birth_day, birth_year = :birth_year, birth_raw = :birth_raw,
  city = :city, district = :district, address = :address, national_code = :national_code, card_no = :card_no,
  company = :company, company_size = :company_size, note = :note, channel = :channel,
  acquisition_cost_rial = :acquisition_cost_rial, referrer_id = :referrer_id, is_lead = :is_lead
WHERE id = :id
