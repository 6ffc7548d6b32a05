package dev.heddle.protocols;

/** Checks of limits that a program sets. */
final class Limits {

    /** So that a message fits into a buffer, with what comes with it. */
    private static final int LARGEST_MAX_LENGTH = 1 << 30;

    private Limits() {}

    static int requireMaxLength(int bytes) {
        if (bytes < 0 || bytes > LARGEST_MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a maximal length must be from 0 to " + LARGEST_MAX_LENGTH + ", not " + bytes);
        }
        return bytes;
    }
}
