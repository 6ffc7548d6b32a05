package dev.heddle.core;

import org.jspecify.annotations.Nullable;

/**
 * The rules of {@link Driver} that hold for every call and every event. While assertions are enabled, as they are in
 * tests, each part of the port is wrapped in one that checks its rules ({@link CheckedDriver} and the like); otherwise
 * the core and a backend speak to each other directly.
 *
 * <p>That a call does not block is a rule, too, and the only one that cannot be checked here.
 */
final class PortRules {

    private final Baton baton;

    /** The call that the core is making; null if it makes none. The baton's. */
    private @Nullable String call;

    PortRules(Baton baton) {
        this.baton = baton;
    }

    /** Whether the rules are checked: with assertions. */
    static boolean areChecked() {
        return PortRules.class.desiredAssertionStatus();
    }

    /** The core makes {@code call}, which {@link #endCall} ends. */
    void beginCall(String call) {
        if (!baton.isHeldByCurrentThread()) {
            throw new PortRuleError("the core called " + call + " without the baton");
        }
        this.call = call;
    }

    void endCall() {
        call = null;
    }

    /** A backend tells of {@code event}. */
    void checkEvent(String event) {
        if (!baton.isHeldByCurrentThread()) {
            throw new PortRuleError("the backend told of " + event + " without the baton");
        }
        if (call != null) {
            throw new PortRuleError("the backend told of " + event + " inside " + call);
        }
    }

    static void require(boolean kept, String broken) {
        if (!kept) {
            throw new PortRuleError(broken);
        }
    }
}
