package dev.heddle.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One fault to plant, and who must notice it. Teeth are kept in {@code src/test/teeth} as small patches:
 *
 * <pre>
 * S4 Stream.java: closing does not wait for the peer's end of stream
 *   case FLUSHING -&gt; {
 * -     state = state.on(Event.FLUSHED);
 * +     state = StreamState.CLOSED;
 * </pre>
 *
 * <p>The heading names the clause, or each stress test that must notice, the file, where it matters the backend ({@code Stream.java on loom}), and the fault.
 * Lines that begin with a minus are replaced by those that begin with a plus; the others, which are indented, say where.
 * All but the added ones must stand in the file as they do here, one after the other, exactly once; indentation does not
 * count. Empty lines separate teeth, and lines that begin with {@code #} are remarks.
 *
 * @param origin where it is written down
 * @param target the clause whose tests must fail; or {@link #PORT}, or the name of a stress test
 * @param source the file with the fault
 * @param backend on which it is noticed
 * @param fault what is broken
 * @param found the lines that are there, without indentation
 * @param planted the lines that take their place
 */
record Tooth(
        String origin,
        String target,
        Path source,
        String backend,
        String fault,
        List<String> found,
        List<String> planted) {

    /** The target of faults that the rules of the port must notice. */
    static final String PORT = "PORT";

    private static final Pattern HEADING = Pattern.compile("((?:\\w+ )+)(\\w+\\.java)(?: on (\\w+))?: (.+)");

    /** All teeth there are. */
    static List<Tooth> all() {
        return Checkout.filesUnder(Checkout.file("proof/src/test/teeth")).stream()
                .flatMap(file -> readFrom(file).stream())
                .toList();
    }

    private static List<Tooth> readFrom(Path file) {
        List<Tooth> teeth = new ArrayList<>();
        List<String> lines = Checkout.read(file).lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (!line.isBlank() && !line.startsWith("#")) {
                int end = index;
                while (end < lines.size() && !lines.get(end).isBlank()) {
                    end++;
                }
                teeth.addAll(parse(file.getFileName() + ":" + (index + 1), line, lines.subList(index + 1, end)));
                index = end;
            }
        }
        return teeth;
    }

    private static List<Tooth> parse(String origin, String heading, List<String> patch) {
        Matcher parts = HEADING.matcher(heading);
        if (!parts.matches()) {
            throw new IllegalArgumentException(origin + ": not a heading such as 'S4 Stream.java: fault': " + heading);
        }
        List<String> found = new ArrayList<>();
        List<String> planted = new ArrayList<>();
        for (String line : patch) {
            String text = line.substring(1).strip();
            switch (line.charAt(0)) {
                case '-' -> found.add(text);
                case '+' -> planted.add(text);
                case ' ' -> {
                    found.add(text);
                    planted.add(text);
                }
                default -> throw new IllegalArgumentException(origin + ": not '-', '+' or indented: " + line);
            }
        }
        Path source = Checkout.source(parts.group(2));
        String backend = backendOf(source, parts.group(3));
        return Stream.of(parts.group(1).split(" "))
                .map(target -> new Tooth(origin, target, source, backend, parts.group(4), found, planted))
                .toList();
    }

    private static String backendOf(Path source, @Nullable String named) {
        if (named != null) {
            return named;
        }
        return switch (Checkout.moduleOf(source)) {
            case "selector-impl" -> "selector";
            case "loom-impl" -> "loom";
            default -> "memory";
        };
    }

    /** Whether a stress test must notice it. */
    boolean isStress() {
        return !target.equals(PORT) && !target.matches("[A-Z]\\d+");
    }

    /** The text of the file with the fault in it. */
    String plant() {
        List<String> lines = Checkout.read(source).lines().toList();
        List<String> stripped = lines.stream().map(String::strip).toList();
        List<Integer> places = new ArrayList<>();
        for (int index = 0; index + found.size() <= lines.size(); index++) {
            if (stripped.subList(index, index + found.size()).equals(found)) {
                places.add(index);
            }
        }
        if (found.isEmpty() || places.size() != 1) {
            throw new IllegalStateException(origin + ": what '" + this + "' replaces stands " + places.size()
                    + " times in " + source + ", and must once: has the code moved on? Looked for:\n"
                    + String.join("\n", found));
        }
        List<String> broken = new ArrayList<>(lines.subList(0, places.getFirst()));
        broken.addAll(planted);
        broken.addAll(lines.subList(places.getFirst() + found.size(), lines.size()));
        return String.join("\n", broken);
    }

    @Override
    public String toString() {
        return target + " " + source.getFileName() + " on " + backend + ": " + fault;
    }
}
