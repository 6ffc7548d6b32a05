package dev.heddle.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Connections that are over, and take up a port for a minute all the same: whoever makes many must leave none. */
public final class TimeWait {

    private static final String STATE = "06";

    private TimeWait() {}

    /**
     * Both ends of those from or to a port, as Linux lists them; none on other systems, which have no such list. Others may
     * have left some there, since a port is given to whoever comes next.
     */
    public static Set<String> on(InetSocketAddress port) {
        String wanted = String.format(Locale.ROOT, ":%04X", port.getPort());
        return Stream.of("tcp", "tcp6")
                .map(protocol -> Path.of("/proc/net", protocol))
                .filter(Files::isReadable)
                .flatMap(TimeWait::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words[3].equals(STATE))
                .filter(words -> words[1].endsWith(wanted) || words[2].endsWith(wanted))
                .map(words -> words[1] + " " + words[2])
                .collect(Collectors.toSet());
    }

    private static Stream<String> lines(Path list) {
        try {
            return Files.readAllLines(list).stream().skip(1);
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + list, unreadable);
        }
    }
}
