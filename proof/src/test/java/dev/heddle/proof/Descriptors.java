package dev.heddle.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file descriptors of this process that are no files, counted by kind. Files are left out since class loaders open theirs when they
 * first need them.
 *
 * @param numbers how many there are of each kind, such as {@code socket} and {@code anon_inode}
 */
record Descriptors(Map<String, Long> numbers) {

    private static final Path OWN = Path.of("/proc/self/fd");

    /** Those that are open now. */
    static Descriptors open() throws IOException {
        try (Stream<Path> links = Files.list(OWN)) {
            return new Descriptors(links.map(Descriptors::target)
                    .filter(target -> target.contains(":"))
                    .collect(Collectors.groupingBy(
                            target -> target.replaceAll("[0-9]+", "N"), TreeMap::new, Collectors.counting())));
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
