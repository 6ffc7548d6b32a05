package dev.heddle.process;

import org.jspecify.annotations.Nullable;

/**
 * A process did not do what was asked of it: it could not be started, exited with another code than 0, or said more than
 * was allowed. The message names its command, and what it said last on standard error.
 */
public final class ProcessFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says {@code message}, because of {@code cause}, where there is one. */
    public ProcessFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
