// Words to choose from, made when they are shown.
import type { SegmentAttribute, SegmentForecast, SegmentGender, SegmentLeadStage, SegmentRfmGroup, SegmentRhythm, SegmentValues } from '$lib/api';
import { t } from '$lib/i18n/t';
import { word } from './words';

const options = <T extends string>(prefix: string, all: readonly T[]) => () => all.map((value) => ({ value, label: word(prefix, value) }));

export const GENDERS = options<SegmentGender>('gender', ['female', 'male']);
export const STAGES = options<SegmentLeadStage>('stage', ['new', 'contacted', 'offer', 'won', 'lost']);
export const RHYTHMS = options<SegmentRhythm>('rhythm', ['lead', 'new', 'few_data', 'on_time', 'due', 'lapsed']);
export const RFM = options<SegmentRfmGroup>('rfm', ['champions', 'loyal', 'potential_loyalist', 'new', 'promising', 'need_attention', 'about_to_sleep', 'cant_lose', 'at_risk', 'hibernating', 'lost']);
export const FORECASTS = options<SegmentForecast>('forecast', ['alive', 'buy', 'value']);
export const ATTRIBUTES = options<SegmentAttribute>('attribute', ['city', 'district', 'channel', 'company_size', 'interests', 'birthday', 'birth_year', 'gender', 'referrer']);
export const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

const CHANNELS = ['sms', 'call', 'email', 'messenger'];

/** The usual channels, and whatever else somebody was asked about. */
export function channelsOf(values: SegmentValues | undefined, chosen: string) {
  const all = [...new Set([...CHANNELS, ...(values?.consents ?? []), chosen])];
  return all.map((value) => ({ value, label: word('channel', value) }));
}

export const nothing = () => t('segments.choose_field');
