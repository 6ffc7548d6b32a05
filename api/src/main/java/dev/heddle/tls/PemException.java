package dev.heddle.tls;

import org.jspecify.annotations.Nullable;

/** A PEM file cannot be read, or does not hold what it has to. The message names the file and, where there is one, the line. */
public final class PemException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    PemException(String message) {
        super(message);
    }

    PemException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
