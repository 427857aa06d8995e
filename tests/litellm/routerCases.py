"""Runs many small LiteLLM configurations in one process, because importing LiteLLM takes several seconds.

Reads a JSON list of cases from standard input, writes a JSON list of reports to standard output. A case is loaded by the
proxy's own loader (as `litellm --config` does), and asked through the router that came of it. No network: every deployment
answers or fails as `mocks` says.
"""

import asyncio
import json
import logging
import os
import sys
import tempfile

OUT = os.dup(1)
os.dup2(2, 1)  # The proxy prints; standard output is ours.

import litellm  # noqa: E402
from litellm.proxy import proxy_server  # noqa: E402
from litellm.types.router import RetryPolicy  # noqa: E402

logging.disable(logging.CRITICAL)

GLOBALS = ("fallbacks", "context_window_fallbacks", "content_policy_fallbacks", "default_fallbacks", "num_retries",
           "max_fallbacks", "request_timeout", "callbacks")
PRISTINE = {name: getattr(litellm, name) for name in GLOBALS}
FLAGS = {
    "general": "mock_testing_fallbacks",
    "context_window": "mock_testing_context_fallbacks",
    "content_policy": "mock_testing_content_policy_fallbacks",
}
ERRORS = {
    "rate_limit": lambda: litellm.RateLimitError("x", "openai", "m"),
    "timeout": lambda: litellm.Timeout("x", "m", "openai"),
    "unavailable": lambda: litellm.ServiceUnavailableError("x", "openai", "m"),
    "server_error": lambda: litellm.InternalServerError("x", "openai", "m"),
    "bad_gateway": lambda: litellm.BadGatewayError("x", "openai", "m"),
    "connection": lambda: litellm.APIConnectionError("x", "openai", "m"),
    "auth": lambda: litellm.AuthenticationError("x", "openai", "m"),
    "not_found": lambda: litellm.NotFoundError("x", "m", "openai"),
    "bad_request": lambda: litellm.BadRequestError("x", "m", "openai"),
    "context_window": lambda: litellm.ContextWindowExceededError("x", "m", "openai"),
    "content_policy": lambda: litellm.ContentPolicyViolationError("x", "m", "openai"),
}


async def load(case):
    for name, value in PRISTINE.items():
        setattr(litellm, name, value)
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", delete=False) as file:
        file.write(case["yaml"])
    try:
        router, _, _ = await proxy_server.ProxyConfig().load_config(router=None, config_file_path=file.name)
        return router
    finally:
        os.unlink(file.name)


def mock(router, mocks):
    for deployment in router.model_list:
        name = deployment["model_name"]
        deployment["litellm_params"]["mock_response"] = mocks.get(name, f"from {name}")


async def ask(router, question):
    tried = []
    make_call = router.make_call

    async def counted(original_function, *args, **kwargs):
        tried.append(kwargs.get("model"))
        return await make_call(original_function, *args, **kwargs)

    router.make_call = counted
    router._time_to_sleep_before_retry = lambda *args, **kwargs: 0
    flags = {FLAGS[question["mock"]]: True} if question.get("mock") else {}
    content = question.get("content", "hi")
    try:
        answer = await router.acompletion(question["model"], [{"role": "user", "content": content}], **flags)
        return {"answer": answer.choices[0].message.content, "tried": tried}
    except Exception as error:  # noqa: BLE001 - whatever it is, the report names it
        return {"error": type(error).__name__, "tried": tried}
    finally:
        router.make_call = make_call


def number(policy):
    return policy.model_dump(exclude_none=True) if isinstance(policy, RetryPolicy) else policy


def retries(router, group):
    found = {}
    for name, make in ERRORS.items():
        by_policy = router.get_num_retries_from_retry_policy(make(), group)
        found[name] = router.num_retries if by_policy is None else by_policy
    return found


def describe(router):
    shown = ("model", "api_base", "api_key", "api_version", "timeout", "stream_timeout", "extra_headers", "rpm",
             "organization")
    return {
        "deployments": [
            {"group": d["model_name"], **{k: d["litellm_params"][k] for k in shown if d["litellm_params"].get(k)}}
            for d in router.model_list
        ],
        "settings": {
            "fallbacks": router.fallbacks,
            "contextWindowFallbacks": router.context_window_fallbacks,
            "contentPolicyFallbacks": router.content_policy_fallbacks,
            "cooldownTime": router.cooldown_time,
            "disableCooldowns": router.disable_cooldowns,
            "allowedFails": router.allowed_fails,
            "allowedFailsPolicy": router.allowed_fails_policy and router.allowed_fails_policy.model_dump(exclude_none=True),
            "maxFallbacks": router.max_fallbacks,
            "numRetries": router.num_retries,
            "timeout": router.timeout,
            "streamTimeout": router.stream_timeout,
            "preCallChecks": router.enable_pre_call_checks,
            "retryPolicy": number(router.retry_policy),
        },
        "retries": {group: retries(router, group) for group in sorted(router.get_model_names())},
    }


async def cooled(router, group, times):
    """How many failures in a row it takes until the group's only deployment is cooled down; None = not within `times`."""
    for count in range(1, times + 1):
        await ask(router, {"model": group})
        await asyncio.sleep(0.02)
        if router.cooldown_cache.get_active_cooldowns(model_ids=router.get_model_ids(), parent_otel_span=None):
            return count
    return None


async def run(case):
    os.environ.update(case.get("env", {}))
    try:
        return await report_of(case)
    finally:
        for name in case.get("env", {}):
            del os.environ[name]


async def report_of(case):
    try:
        router = await load(case)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the report names it
        return {"refused": f"{type(error).__name__}: {error}"[:300]}
    if router is None:
        return {"refused": "no router"}
    report = describe(router)
    if "call" in case:
        await ask(router, {"model": case["call"]})
    mock(router, case.get("mocks", {}))
    report["asked"] = [await ask(router, question) for question in case.get("ask", [])]
    if "cool" in case:
        report["cooledAfter"] = await cooled(router, case["cool"]["model"], case["cool"]["times"])
    return report


async def main():
    reports = []
    for case in json.load(sys.stdin):
        reports.append(await run(case))
    os.write(OUT, json.dumps(reports, default=str).encode())
    os.close(OUT)
    sys.stderr.flush()
    os._exit(0)  # Background tasks of the proxy have nothing to finish.


asyncio.run(main())
