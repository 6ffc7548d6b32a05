package dev.heddle.benchmarks.command;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Leaves out what JDK 24 and newer say about JMH 1.37, which still uses {@code sun.misc.Unsafe}, in forks. Nothing else
 * is left out. The flag that silences the JDK would also change what other libraries do, so forks do not get it. This
 * process has to: what its own JVM says about it goes past {@code System.err}.
 *
 * <p>A line is held back only as long as it may become such a warning, so that a line that is written in pieces shows at
 * once.
 */
public final class JvmWarnings extends FilterOutputStream {

    private static final String BEGINNING = "WARNING: ";
    private static final Pattern ABOUT_JMH = Pattern.compile(
            "WARNING: (.*sun\\.misc\\.Unsafe.*|Please consider reporting this to the maintainers of class"
                    + " org\\.openjdk\\.jmh.*)");

    /** The beginning of the present line, while it is held back. */
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    /** Whether the present line is known to be something else. */
    private boolean passing;

    JvmWarnings(OutputStream out) {
        super(out);
    }

    /** Puts a filter before the standard output and the standard error of this process. */
    public static void hide() {
        System.setOut(filtered(System.out));
        System.setErr(filtered(System.err));
    }

    static PrintStream filtered(PrintStream stream) {
        return new PrintStream(new JvmWarnings(stream), true, stream.charset());
    }

    @Override
    public synchronized void write(int next) throws IOException {
        if (passing) {
            out.write(next);
        } else {
            held.write(next);
        }
        if (next == '\n') {
            endLine();
        } else if (!passing && !mayBeWarning()) {
            release();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        for (int index = offset; index < offset + length; index++) {
            write(bytes[index]);
        }
    }

    private boolean mayBeWarning() {
        String line = held.toString(StandardCharsets.UTF_8);
        return line.length() < BEGINNING.length() ? BEGINNING.startsWith(line) : line.startsWith(BEGINNING);
    }

    private void endLine() throws IOException {
        if (!passing
                && ABOUT_JMH
                        .matcher(held.toString(StandardCharsets.UTF_8).strip())
                        .matches()) {
            held.reset();
        } else if (!passing) {
            release();
        }
        passing = false;
    }

    private void release() throws IOException {
        held.writeTo(out);
        held.reset();
        passing = true;
    }

    @Override
    public synchronized void close() throws IOException {
        release();
        super.close();
    }
}
