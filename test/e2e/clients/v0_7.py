"""Calls every operation of the published client of v0.7, which checks the types of all answers. Prints a JSON line for each."""
import json, os, sys, urllib.request
import ory_client
from ory_client.api.default_api import DefaultApi
from ory_client.exceptions import ApiException
from ory_client.model.create_identity import CreateIdentity
from ory_client.model.create_recovery_link import CreateRecoveryLink
from ory_client.model.revoke_session import RevokeSession
from ory_client.model.submit_self_service_login_flow import SubmitSelfServiceLoginFlow
from ory_client.model.submit_self_service_registration_flow import SubmitSelfServiceRegistrationFlow
from ory_client.model.submit_self_service_settings_flow import SubmitSelfServiceSettingsFlow
from ory_client.model.update_identity import UpdateIdentity

HOST, PASSWORD = os.environ["HOST"], os.environ["PASSWORD"]
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def client(token=None):
    return DefaultApi(ory_client.ApiClient(ory_client.Configuration(host=HOST, access_token=token)))


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def redirected(api, call, *args, **kwargs):
    """Operations for browsers answer with a redirect, which the client would follow to a page that is not there."""
    pool = api.api_client.rest_client.pool_manager
    before = pool.connection_pool_kw.get("retries")
    pool.connection_pool_kw["retries"] = False
    try:
        call(*args, **kwargs)
        return 200
    except ApiException as error:
        return error.status
    finally:
        pool.connection_pool_kw["retries"] = before


def fails(status, call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except ApiException as error:
        assert error.status == status, f"{error.status} instead of {status}: {error.body}"
        return
    raise AssertionError(f"no failure, {status} expected")


results = []


def operation(name):
    def run(check):
        try:
            check()
            results.append(name)
            print(json.dumps({"operation": name, "ok": True}))
        except Exception as error:  # every kind of failure is a result here
            print(json.dumps({"operation": name, "ok": False, "why": f"{type(error).__name__}: {error}"[:600]}))
    return run


api = client()
flow = api.initialize_self_service_registration_without_browser()
registered = api.submit_self_service_registration_flow(flow.id, submit_self_service_registration_flow=SubmitSelfServiceRegistrationFlow(method="password", password=PASSWORD, traits={"email": "python@example.org"}))
own = client(registered.session_token)
person = registered.identity.id


def created(email):
    return api.create_identity_admin(create_identity=CreateIdentity(schema_id="default", traits={"email": email}))


@operation("create_identity_admin")
def _():
    assert created("created@example.org").traits["email"] == "created@example.org"
    fails(409, created, "created@example.org")


@operation("get_identity_admin")
def _():
    assert api.get_identity_admin(person).verifiable_addresses[0].verified is False
    fails(404, api.get_identity_admin, UNKNOWN)


@operation("list_identities_admin")
def _():
    assert len(api.list_identities_admin(per_page=1, page=0)) == 1


@operation("update_identity_admin")
def _():
    made = created("before@example.org")
    changed = api.update_identity_admin(made.id, update_identity=UpdateIdentity(schema_id="default", traits={"email": "after@example.org"}))
    assert changed.traits["email"] == "after@example.org"


@operation("delete_identity_admin")
def _():
    made = created("deleted@example.org")
    api.delete_identity_admin(made.id)
    fails(404, api.delete_identity_admin, made.id)


@operation("create_recovery_link_admin")
def _():
    link = api.create_recovery_link_admin(create_recovery_link=CreateRecoveryLink(identity_id=person, expires_in="1h"))
    assert "token=" in link.recovery_link
    fails(404, api.create_recovery_link_admin, create_recovery_link=CreateRecoveryLink(identity_id=UNKNOWN))


for suffix in ("", "_admin"):
    @operation("get_schema" + suffix)
    def _():
        schema = getattr(api, "get_schema" + suffix)
        assert "properties" in schema("default")
        fails(404, schema, "nope")

    @operation("get_self_service_error" + suffix)
    def _():
        error = getattr(api, "get_self_service_error" + suffix)
        assert error("stub:500").errors[0]["code"] == 500
        fails(404 if suffix else 403, error, UNKNOWN)

    for kind, opened in (("login", "without_browser"), ("registration", "without_browser"), ("recovery", "for_native_apps"), ("verification", "for_native_apps"), ("settings", "for_native_apps")):
        @operation(f"get_self_service_{kind}_flow{suffix}")
        def _():
            caller = own if kind == "settings" else api
            made = getattr(caller, f"initialize_self_service_{kind}_{opened}")()
            read = getattr(caller, f"get_self_service_{kind}_flow{suffix}")
            assert read(made.id).id == made.id
            fails(403 if kind == "settings" and not suffix else 404, read, UNKNOWN)

for kind, opened in (("login", "without_browser"), ("registration", "without_browser"), ("recovery", "for_native_apps"), ("verification", "for_native_apps"), ("settings", "for_native_apps")):
    @operation(f"initialize_self_service_{kind}_{opened}")
    def _():
        caller = own if kind == "settings" else api
        assert getattr(caller, f"initialize_self_service_{kind}_{opened}")().type == "api"

    @operation(f"initialize_self_service_{kind}_for_browsers")
    def _():
        status = redirected(api, getattr(api, f"initialize_self_service_{kind}_for_browsers"))
        assert status in (200, 302, 303), status


@operation("initialize_self_service_browser_logout_flow")
def _():
    assert redirected(api, api.initialize_self_service_browser_logout_flow) == 302


@operation("submit_self_service_registration_flow")
def _():
    assert registered.session.identity.id == person


def sign_in(password=PASSWORD):
    made = api.initialize_self_service_login_without_browser()
    return api.submit_self_service_login_flow(made.id, submit_self_service_login_flow=SubmitSelfServiceLoginFlow(method="password", password=password, password_identifier="python@example.org"))


@operation("submit_self_service_login_flow")
def _():
    assert sign_in().session.active is True
    fails(400, sign_in, "wrong-password")


@operation("to_session")
def _():
    assert api.to_session(x_session_token=registered.session_token).identity.id == person
    fails(401, api.to_session)


@operation("revoke_session")
def _():
    token = sign_in().session_token
    api.revoke_session(RevokeSession(session_token=token))
    fails(401, api.to_session, x_session_token=token)
    fails(404, api.revoke_session, RevokeSession(session_token="never"))


@operation("submit_self_service_settings_flow")
def _():
    made = own.initialize_self_service_settings_for_native_apps()
    body = SubmitSelfServiceSettingsFlow(method="profile", traits={"email": "python@example.org", "name": {"first": "Ada"}})
    assert own.submit_self_service_settings_flow(made.id, submit_self_service_settings_flow=body).identity.traits["name"]["first"] == "Ada"


for name, body in (("submit_self_service_recovery_flow", {"method": "link", "email": "python@example.org"}), ("submit_self_service_recovery_flow_with_link_method", None), ("submit_self_service_verification_flow", {"method": "link", "email": "python@example.org"})):
    @operation(name)
    def _():
        kind = "verification" if "verification" in name else "recovery"
        made = getattr(api, f"initialize_self_service_{kind}_for_native_apps")()
        if body is None:
            from ory_client.model.submit_self_service_recovery_flow_with_link_method import SubmitSelfServiceRecoveryFlowWithLinkMethod
            api.submit_self_service_recovery_flow_with_link_method(flow=made.id, submit_self_service_recovery_flow_with_link_method=SubmitSelfServiceRecoveryFlowWithLinkMethod(email="python@example.org"))
        else:
            getattr(api, name)(made.id, body=body)
        assert getattr(api, f"get_self_service_{kind}_flow")(made.id).state == "sent_email"


@operation("get_version_admin")
def _():
    assert api.get_version_admin().version == "0.0.0-test"


@operation("is_alive_admin")
def _():
    assert api.is_alive_admin().status == "ok"


@operation("is_ready_admin")
def _():
    assert api.is_ready_admin().status == "ok"


@operation("prometheus_admin")
def _():
    api.prometheus_admin()


sys.exit(0)
