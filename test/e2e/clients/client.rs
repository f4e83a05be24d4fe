// Calls operations of a published client and reads their answers as its types. Prints a line for each that works.
// NOTE the client cannot read any form: its type of a node wants the members of every kind of node at once, or an object for
// a value. So flows are opened and read without it.
use ory_client::apis::{configuration::Configuration, default_api as api};
use ory_client::models::{CreateIdentity, CreateRecoveryLink, RevokeSession, SubmitSelfServiceLoginFlow, SubmitSelfServiceRecoveryFlowWithLinkMethod, SubmitSelfServiceRegistrationFlow, SubmitSelfServiceSettingsFlow, UpdateIdentity};
use serde_json::{json, to_value, Value};

fn ok<T, E: std::fmt::Debug>(name: &str, result: Result<T, E>) -> T {
    match result {
        Ok(value) => {
            println!("{}", name);
            value
        }
        Err(error) => panic!("{}: {:?}", name, error),
    }
}

fn text(value: &Value, path: &str) -> String {
    value.pointer(path).and_then(Value::as_str).unwrap_or_else(|| panic!("{} is missing in {}", path, value)).to_string()
}

async fn fetch(configuration: &Configuration, path: &str, token: Option<&str>) -> Value {
    let mut request = configuration.client.get(format!("{}/api/kratos/{}", configuration.base_path, path));
    if let Some(token) = token {
        request = request.header("X-Session-Token", token);
    }
    request.send().await.unwrap().json().await.unwrap()
}

async fn open(configuration: &Configuration, kind: &str, token: Option<&str>) -> String {
    text(&fetch(configuration, &format!("public/self-service/{}/api", kind), token).await, "/id")
}

async fn state(configuration: &Configuration, kind: &str, id: &str) -> String {
    text(&fetch(configuration, &format!("public/self-service/{}/flows?id={}", kind, id), None).await, "/state")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut configuration = Configuration::new();
    configuration.base_path = std::env::var("HOST").unwrap();
    let password = std::env::var("PASSWORD").unwrap();
    let email = "rust@example.org";

    let flow = open(&configuration, "registration", None).await;
    let mut sign_up = SubmitSelfServiceRegistrationFlow::new("password".into());
    sign_up.password = Some(password.clone());
    sign_up.traits = Some(json!({ "email": email }));
    let registered = to_value(ok("sign up", api::submit_self_service_registration_flow(&configuration, &flow, Some(sign_up)).await)).unwrap();
    let person = text(&registered, "/identity/id");

    let flow = open(&configuration, "login", None).await;
    let mut sign_in = SubmitSelfServiceLoginFlow::new();
    sign_in.method = Some("password".into());
    sign_in.password = Some(password.clone());
    sign_in.password_identifier = Some(email.into());
    let signed_in = to_value(ok("sign in", api::submit_self_service_login_flow(&configuration, &flow, Some(sign_in)).await)).unwrap();
    let token = text(&signed_in, "/session_token");

    let mut own = Configuration::new();
    own.base_path = configuration.base_path.clone();
    own.bearer_access_token = Some(token.clone());
    let session = to_value(ok("who am I", api::to_session(&own, Some(&token)).await)).unwrap();
    assert_eq!(text(&session, "/identity/id"), person);

    let flow = open(&own, "settings", Some(&token)).await;
    // the client always sends the fields of both methods
    let mut change = SubmitSelfServiceSettingsFlow::new("".into(), json!({ "email": email, "name": { "first": "Ada" } }));
    change.method = Some("profile".into());
    let _unreadable = api::submit_self_service_settings_flow(&own, &flow, Some(&token), Some(change)).await;
    let changed = to_value(ok("change the settings", api::to_session(&own, Some(&token)).await)).unwrap();
    assert_eq!(text(&changed, "/identity/traits/name/first"), "Ada");

    let flow = open(&configuration, "recovery", None).await;
    let mut link = SubmitSelfServiceRecoveryFlowWithLinkMethod::new();
    link.email = Some(email.into());
    ok("ask for a recovery link", api::submit_self_service_recovery_flow_with_link_method(&configuration, None, Some(&flow), Some(link)).await);
    assert_eq!(state(&configuration, "recovery", &flow).await, "sent_email");

    let flow = open(&configuration, "verification", None).await;
    ok("ask for a verification link", api::submit_self_service_verification_flow(&configuration, &flow, Some(json!({ "method": "link", "email": email }))).await);
    assert_eq!(state(&configuration, "verification", &flow).await, "sent_email");

    let made = ok("create an identity", api::create_identity_admin(&configuration, Some(CreateIdentity::new("default".into(), json!({ "email": "made-rust@example.org" })))).await);
    ok("update an identity", api::update_identity_admin(&configuration, &made.id, Some(UpdateIdentity::new(json!({ "email": "renamed-rust@example.org" })))).await);
    ok("read an identity", api::get_identity_admin(&configuration, &made.id).await);
    assert!(ok("list identities", api::list_identities_admin(&configuration, Some(10), Some(0)).await).len() >= 2);
    ok("make a recovery link", api::create_recovery_link_admin(&configuration, Some(CreateRecoveryLink::new(made.id.clone()))).await);
    ok("delete an identity", api::delete_identity_admin(&configuration, &made.id).await);
    ok("read a schema", api::get_schema(&configuration, "default").await);
    ok("read an error", api::get_self_service_error_admin(&configuration, "stub:500").await);
    ok("ask whether it lives", api::is_alive_admin(&configuration).await);
    ok("ask for the version", api::get_version_admin(&configuration).await);
    ok("end a session", api::revoke_session(&configuration, RevokeSession::new(token.clone())).await);
    assert!(api::to_session(&own, Some(&token)).await.is_err());
}
