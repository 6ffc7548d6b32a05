package dev.heddle.process;

import java.nio.charset.StandardCharsets;

/** What a process left behind: its exit code, and all that it said. */
public final class ProcessOutput {

    private final int exitCode;
    private final byte[] output;
    private final byte[] error;

    ProcessOutput(int exitCode, byte[] output, byte[] error) {
        this.exitCode = exitCode;
        this.output = output;
        this.error = error;
    }

    /** As in {@link ProcessEnd.Exited}. */
    public int exitCode() {
        return exitCode;
    }

    /** Its standard output; the caller's own. */
    public byte[] output() {
        return output.clone();
    }

    /** Its standard error; the caller's own. */
    public byte[] error() {
        return error.clone();
    }

    /** Its standard output, as UTF-8. */
    public String outputText() {
        return new String(output, StandardCharsets.UTF_8);
    }

    /** Its standard error, as UTF-8. */
    public String errorText() {
        return new String(error, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + ", " + output.length + " bytes of output and " + error.length + " of error";
    }
}
