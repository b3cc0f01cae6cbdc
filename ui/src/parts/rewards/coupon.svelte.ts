// The form of a coupon: what was typed, and what the core is asked with. One for a single code and for one code each.
import type { CouponFields, CouponView } from '$lib/api';
import { t } from '$lib/i18n/t';
import { Fault, readBenefit, readCount, readRial, readWindow, typedBenefit, typedCount, typedMoment, typedRial } from './read';

export interface Named {
  id: number;
  name: string;
}

export class CouponTyped {
  name = $state('');
  benefit = $state(typedBenefit(undefined));
  minimum = $state('');
  uses = $state('');
  usesEach = $state('');
  from = $state(typedMoment(undefined));
  until = $state(typedMoment(undefined));
  tiers = $state<string[]>([]);
  products = $state<Named[]>([]);
  categories = $state<Named[]>([]);

  constructor(view?: CouponView) {
    if (!view) return;
    const { fields } = view;
    this.name = fields.name;
    this.benefit = typedBenefit(fields.benefit);
    this.minimum = typedRial(fields.minimum_rial);
    this.uses = typedCount(fields.max_uses);
    this.usesEach = typedCount(fields.max_uses_per_customer);
    this.from = typedMoment(view.from);
    this.until = typedMoment(view.until);
    this.tiers = [...fields.tiers];
    this.products = fields.products.map((id, place) => ({ id, name: view.product_names[place] ?? '' }));
    this.categories = fields.categories.map((id, place) => ({ id, name: view.category_names[place] ?? '' }));
  }

  /** `strict`: the name is asked for too; a mere estimate goes without. */
  async read(strict: boolean): Promise<CouponFields> {
    if (strict && this.name.trim() === '') throw new Fault('name', t('rewards.bad_name'));
    const benefit = await readBenefit(this.benefit);
    const minimum_rial = await readRial('minimum', this.minimum);
    const window = await readWindow({ from: this.from, until: this.until });
    return {
      name: this.name.trim() === '' ? t('rewards.unnamed') : this.name.trim(),
      benefit,
      minimum_rial,
      max_uses: readCount('uses', this.uses),
      max_uses_per_customer: readCount('uses-each', this.usesEach),
      ...window,
      products: this.products.map((each) => each.id),
      categories: this.categories.map((each) => each.id),
      tiers: [...this.tiers],
    };
  }
}
