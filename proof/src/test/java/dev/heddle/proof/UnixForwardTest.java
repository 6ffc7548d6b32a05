package dev.heddle.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.tck.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much goes through a forwarder of UNIX sockets, and how little it keeps of it. */
@Tag("proof")
@Timeout(1800)
class UnixForwardTest {

    private static final long GIBIBYTE = 1L << 30;

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("P6: 1 GiB goes through a forwarder of UNIX sockets to a slow reader, in a heap of 128 MiB, as it was")
    void forwardsAGibibyte(String backend) throws Exception {
        List<String> options = List.of("-Xmx128m", "-ea", "-cp", System.getProperty("java.class.path"));
        try (ChildJvm forwarder = ChildJvm.startWith(options, ForwardUnixGibibyte.class, backend)) {
            assertThat(forwarder.readLine()).isEqualTo(String.valueOf(GIBIBYTE));
        }
    }
}
