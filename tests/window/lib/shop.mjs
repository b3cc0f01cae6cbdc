// A shop made through the page's own door, so that a journey begins where a working day begins.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

const TOMAN = 10;

/** A started shop behind an open window. */
export class Shop {
  constructor(window) {
    this.window = window;
  }

  async start() {
    await this.window.find('#shop-name');
    await this.change('start_shop', { shop_name: 'خانهٔ سپیدار', owner_name: 'حسین مهدیان', money_unit: 'toman' });
    await this.window.find('#find');
    return this;
  }

  /** What the core answers; a refusal fails the test. */
  async ask(command, payload = {}) {
    const answer = await this.window.call(command, payload);
    assert.equal(answer.problem ?? undefined, undefined, `${command}: ${JSON.stringify(answer.problem)}`);
    return answer.value;
  }

  change(command, payload) {
    return this.ask(command, { request_id: randomUUID(), ...payload });
  }

  async customer(first, last, mobile) {
    const fields = { first_name: first, last_name: last, mobile };
    return (await this.change('create_customer', { fields, shared_mobile_ok: false })).id;
  }

  async product(name, toman, barcode) {
    return (await this.change('save_product', { product: null, fields: { name, price: String(toman), barcode } })).id;
  }

  /** A sale by lines [product, title, quantity, toman], paid as given or by card; answers its receipt. */
  async sale(customer, lines, { days = 0, payments, discount = 0, redeem = 0 } = {}) {
    const { today } = await this.ask('shop_status');
    const sum = lines.reduce((total, [, , quantity, toman]) => total + quantity * toman * TOMAN, 0) - discount * TOMAN;
    return this.change('record_sale', {
      customer,
      amount_rial: 0,
      lines: lines.map(([product, title, quantity, toman]) => ({ product, title, quantity, unit_price_rial: toman * TOMAN })),
      discount_rial: discount * TOMAN,
      redeem_points: redeem,
      payments: payments ?? [{ kind: 'card', amount_rial: sum }],
      day: days === 0 ? null : today.day - days,
      note: '',
    });
  }

  balance(customer) {
    return this.ask('counter_customer', { customer }).then((card) => card.points_balance);
  }
}
