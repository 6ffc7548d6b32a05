package dev.heddle.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this project, for tests that read them. */
final class Checkout {

    private static final Path ROOT = findRoot();

    private Checkout() {}

    /** The nearest directory, from the working directory up, that holds the contract. */
    private static Path findRoot() {
        Path start = Path.of("").toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve("docs/contract.md"))) {
                return directory;
            }
        }
        throw new IllegalStateException("there is no docs/contract.md in or above " + start);
    }

    /** The lines of the file at {@code path}, seen from the top of the checkout. */
    static List<String> lines(String path) {
        try {
            return Files.readAllLines(ROOT.resolve(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The Java files under {@code directory}, a source folder of a module such as {@code core/src/main}. */
    static List<JavaFile> javaFiles(String directory) {
        Path top = ROOT.resolve(directory);
        if (!Files.isDirectory(top)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(top)) {
            return files.map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".java"))
                    .sorted()
                    .map(file -> new JavaFile(file, lines(file)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
