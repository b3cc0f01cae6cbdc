fn main() { print!("{}", bazgasht_app::api::typescript()); }
