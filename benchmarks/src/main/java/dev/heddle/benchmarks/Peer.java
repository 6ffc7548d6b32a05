package dev.heddle.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How a library that Heddle is compared with is set, and who says that it should be: the file {@code peers/NAME.properties}
 * beside this class. An arm need not be in any; flags that its JVM needs are declared there, and nowhere else.
 *
 * <ul>
 *   <li>{@code title}: name and version, for people;
 *   <li>{@code arms}: which arms it is about, with commas between;
 *   <li>{@code setting.N}: one thing that is set, or left as it comes, and why;
 *   <li>{@code source.N}: the document that says so;
 *   <li>{@code flags.ARM}: what the JVM of that arm gets besides, with spaces between.
 * </ul>
 *
 * @param flags of the JVM, by arm
 * @param settings each with its source, if it has one
 */
public record Peer(String title, List<String> arms, Map<String, List<String>> flags, List<String> settings) {

    private static final String FOLDER = "dev/heddle/benchmarks/peers/";
    private static final String SUFFIX = ".properties";

    /** Takes copies. */
    public Peer {
        arms = List.copyOf(arms);
        flags = Map.copyOf(flags);
        settings = List.copyOf(settings);
    }

    /** All that are declared, in the order of their files' names. */
    public static List<Peer> all() {
        return Listing.files(FOLDER, "netty" + SUFFIX).stream()
                .filter(file -> file.endsWith(SUFFIX))
                .sorted()
                .map(Peer::read)
                .toList();
    }

    /** What is declared of the arm of that name. */
    public static Optional<Peer> of(String arm) {
        return all().stream().filter(peer -> peer.arms.contains(arm)).findFirst();
    }

    /** The flags that the JVM of an arm gets besides those that all get. */
    public static List<String> flagsOf(String arm) {
        return of(arm).map(peer -> peer.flags.getOrDefault(arm, List.of())).orElse(List.of());
    }

    private static Peer read(String file) {
        Properties properties = new Properties();
        try (InputStream in = Peer.class.getResourceAsStream("peers/" + file)) {
            if (in == null) {
                throw new IllegalStateException("peers/" + file + " is missing");
            }
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read peers/" + file, unreadable);
        }
        List<String> arms = words(required(properties, "arms", file), ",");
        Map<String, List<String>> flags = new TreeMap<>();
        arms.forEach(arm -> flags.put(arm, words(properties.getProperty("flags." + arm, ""), " ")));
        return new Peer(required(properties, "title", file), arms, flags, settings(properties));
    }

    private static String required(Properties properties, String name, String file) {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("peers/" + file + " has no '" + name + "'");
        }
        return value;
    }

    private static List<String> words(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> settings(Properties properties) {
        return Stream.iterate(1, number -> properties.containsKey("setting." + number), number -> number + 1)
                .map(number -> {
                    String source = properties.getProperty("source." + number);
                    return properties.getProperty("setting." + number) + (source == null ? "" : " (" + source + ")");
                })
                .toList();
    }
}
