//! The browser's side in a real browser: wallets against a fake one, the islands against doors that answer
//! by script, and the page's own acts. Nothing here speaks to a network.

mod islands;
mod page;
mod sending_back;
mod wallets;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
