package dev.heddle.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A page of HTML, written piece by piece. Pieces are HTML; texts become HTML by {@link #escaped}. */
final class Html {

    private final StringBuilder page = new StringBuilder();

    /** Adds a line. */
    void add(String... pieces) {
        for (String piece : pieces) {
            page.append(piece);
        }
        page.append('\n');
    }

    @Override
    public String toString() {
        return page.toString();
    }

    /** Text that means itself in HTML. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A file that lies beside this class. */
    static String resource(String name) {
        try (InputStream resource = Html.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + name, unreadable);
        }
    }
}
