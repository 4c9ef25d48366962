//! Words around money: tiers, orders, the steps of a payment.
