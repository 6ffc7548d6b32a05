package dev.heddle.net;

/** A host name leads to no address. The message names it; what the resolver said is the cause. */
public final class LookupFailedException extends NetworkException {

    private static final long serialVersionUID = 1L;

    /** Says {@code message}, because of {@code cause}. */
    public LookupFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
