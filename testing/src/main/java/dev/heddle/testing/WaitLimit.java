package dev.heddle.testing;

import java.time.Duration;

/** How long a test waits, in real time, for what must happen: ten seconds, or as long as the property says. */
public final class WaitLimit {

    /** The system property that sets the limit, in milliseconds. */
    public static final String PROPERTY = "heddle.testing.limitMillis";

    private static final Duration LIMIT = Duration.ofMillis(Long.getLong(PROPERTY, 10_000));

    private WaitLimit() {}

    /** The limit. */
    public static Duration get() {
        return LIMIT;
    }
}
