// The fields of a customer as typed, and how a refusal of the core finds its field.
import type { CustomerFields, Problem } from '$lib/api';
import { asciiDigits } from '$lib/format/digits';

export const EMPTY_FIELDS: CustomerFields = {
  first_name: '',
  last_name: '',
  mobile: '',
  mobile_label: '',
  phones: [],
  birthday: '',
  gender: null,
  city: '',
  district: '',
  address: '',
  national_code: '',
  card_no: '',
  company: '',
  company_size: '',
  tags: [],
  interests: [],
  channel: '',
  acquisition_cost: '',
  referrer: null,
  consents: [],
  custom: [],
  note: '',
};

/** Fields of one's own, to be edited. */
export const copyOf = (fields: CustomerFields): CustomerFields => structuredClone(fields);

/** A new customer from what was searched for: digits are a mobile, letters a name. */
export function prefilled(text: string): CustomerFields {
  const fields: CustomerFields = copyOf(EMPTY_FIELDS);
  const typed = text.trim();
  if (/^[+\d\s-]+$/.test(asciiDigits(typed))) return { ...fields, mobile: typed };
  const [first = '', ...rest] = typed.split(/\s+/);
  return { ...fields, first_name: first, last_name: rest.join(' ') };
}

/** Which field a problem of this code is about, when its parameters do not say. */
const OF_CODE: Record<string, keyof CustomerFields> = {
  name_empty: 'first_name',
  mobile_invalid: 'mobile',
  duplicate_mobile: 'mobile',
  birthday_invalid: 'birthday',
  national_code_invalid: 'national_code',
  duplicate_national_code: 'national_code',
  duplicate_card: 'card_no',
  referrer_self: 'referrer',
  referrer_ring: 'referrer',
};

export function fieldOf(problem: Pick<Problem, 'code' | 'params'>): keyof CustomerFields | undefined {
  const named = problem.params['field'];
  if (typeof named === 'string' && named in EMPTY_FIELDS) return named as keyof CustomerFields;
  return OF_CODE[problem.code];
}

/** Whose mobile it already is, when that is the problem. */
export function duplicateOf(problem: Pick<Problem, 'code' | 'params'>): { id: number | null; name: string } | undefined {
  if (problem.code !== 'duplicate_mobile') return undefined;
  const id = problem.params['customer'];
  return { id: typeof id === 'number' ? id : null, name: String(problem.params['name'] ?? '') };
}
