package dev.heddle.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Connections that are over, and take up a port for a minute all the same: whoever makes many must leave none. */
public final class TimeWait {

    private static final String STATE = "06";

    private TimeWait() {}

    /** Those from or to a port, as Linux lists them; none on other systems, which have no such list. */
    public static List<String> on(InetSocketAddress port) {
        String wanted = String.format(Locale.ROOT, ":%04X", port.getPort());
        return Stream.of("tcp", "tcp6")
                .map(protocol -> Path.of("/proc/net", protocol))
                .filter(Files::isReadable)
                .flatMap(TimeWait::lines)
                .filter(line -> {
                    String[] words = line.strip().split("\\s+");
                    return words[3].equals(STATE) && (words[1].endsWith(wanted) || words[2].endsWith(wanted));
                })
                .toList();
    }

    private static Stream<String> lines(Path list) {
        try {
            return Files.readAllLines(list).stream().skip(1);
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + list, unreadable);
        }
    }
}
