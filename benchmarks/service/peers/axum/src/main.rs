//! The peer in Rust: GMP through rug behind axum, on one thread. Usage: peer PORT

use axum::{extract::Path, routing::get, Json, Router};
use rug::Integer;
use serde::Serialize;

#[derive(Serialize)]
struct Answer {
    index: u32,
    value: String,
}

async fn fibonacci(Path(index): Path<u32>) -> Json<Answer> {
    let value = Integer::from(Integer::fibonacci(index)).to_string();
    Json(Answer { index, value })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let port = std::env::args().nth(1).expect("usage: peer PORT");
    let app = Router::new().route("/fibonacci/{n}", get(fibonacci));
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    axum::serve(listener, app).await
}
