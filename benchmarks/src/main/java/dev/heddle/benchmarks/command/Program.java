package dev.heddle.benchmarks.command;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What is measured: everything on the class path. A commit does not tell it, where there are changes. */
final class Program {

    private static final int DIGITS = 16;

    private Program() {}

    /** The beginning of the SHA-256 of all that is on the class path, and of more, or {@code unknown}. */
    static String digest(List<Path> more) {
        StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
        more.forEach(place -> classPath.append(File.pathSeparatorChar).append(place));
        return digest(classPath.toString());
    }

    private static String digest(String classPath) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files(classPath)) {
                try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (IOException | UncheckedIOException | NoSuchAlgorithmException unreadable) {
            return "unknown";
        }
    }

    /** In an order that does not depend on the file system. A {@code /*} at the end stands for all jars of a folder. */
    private static List<Path> files(String classPath) throws IOException {
        Stream.Builder<Path> all = Stream.builder();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path place = Path.of(entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry);
            try (Stream<Path> files = Files.exists(place) ? Files.walk(place) : Stream.empty()) {
                files.filter(Files::isRegularFile).sorted().forEach(all);
            }
        }
        return all.build().toList();
    }
}
