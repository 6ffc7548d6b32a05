package dev.heddle.benchmarks.user;

/** Says what went wrong in code that is not the lab's. */
final class Causes {

    private Causes() {}

    /** An exception and its causes, in one line. */
    static String inOneLine(Throwable thrown) {
        StringBuilder line = new StringBuilder(thrown.toString());
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            line.append(", caused by ").append(cause);
        }
        return line.toString().replaceAll("\\R", " ");
    }
}
