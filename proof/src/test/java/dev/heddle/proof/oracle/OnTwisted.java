package dev.heddle.proof.oracle;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Twisted, which runs one {@link Program} after the other in a process of its own. */
final class OnTwisted implements AutoCloseable {

    /** Debian's packages belong to its own Python, which need not be the first on the path. */
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    /** In a trace: from here on the contract has it otherwise. */
    private static final String DIFFERS_ON_PURPOSE = "differs on purpose";

    private static final String SEPARATOR = " | ";

    private final Process process;
    private final BufferedWriter programs;
    private final BufferedReader traces;

    private OnTwisted(String python, Path script) throws IOException {
        process = new ProcessBuilder(python, script.toString())
                .redirectError(Redirect.INHERIT)
                .start();
        programs = process.outputWriter();
        traces = process.inputReader();
    }

    /** Twisted, with {@code script} as its interpreter. */
    static OnTwisted startOrAbort(Path script) throws Exception {
        return new OnTwisted(pythonOrAbort(), script);
    }

    /** A Python that has Twisted. Without one the test is skipped, or fails if it was asked for. */
    static String pythonOrAbort() throws Exception {
        for (String python : PYTHONS) {
            if (hasTwisted(python)) {
                return python;
            }
        }
        String missing = "no Python with Twisted: install it, for example with 'apt install python3-twisted'";
        if (Integer.getInteger(OracleTest.PROGRAMS) != null) {
            throw new IllegalStateException(missing + ", or leave out -D" + OracleTest.PROGRAMS);
        }
        return abort(missing);
    }

    private static boolean hasTwisted(String python) throws InterruptedException {
        try {
            return new ProcessBuilder(python, "-c", "import twisted.internet.defer")
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** What happened, in order. */
    List<String> trace(Program program) {
        try {
            programs.write(program.json());
            programs.newLine();
            programs.flush();
            String line = traces.readLine();
            if (line == null) {
                throw new IllegalStateException("Twisted ended, as told above, at " + program.json());
            }
            return line.isEmpty() ? List.of() : List.of(line.split(Pattern.quote(SEPARATOR)));
        } catch (IOException broken) {
            throw new UncheckedIOException("Twisted ended at " + program.json(), broken);
        }
    }

    /** Whether the contract has all of this {@code trace} as Twisted has it. */
    static boolean isComparable(List<String> trace) {
        return !trace.contains(DIFFERS_ON_PURPOSE);
    }

    @Override
    public void close() throws IOException {
        programs.close();
        process.onExit().join();
    }
}
