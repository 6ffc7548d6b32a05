package dev.heddle.core;

/** The core or a backend broke a rule of the port between them; the author of the one that is named must act. */
public final class PortRuleError extends AssertionError {

    private static final long serialVersionUID = 1L;

    PortRuleError(String broken) {
        super("a rule of the port is broken: " + broken);
    }
}
