package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.net.ConnectFailedException.Cancelled;
import dev.heddle.net.ConnectFailedException.TimedOut;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Connector;
import dev.heddle.tck.TestNames.SilentName;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;

/** Section C of the contract: attempts that are over while their name is looked up. */
public abstract class ResolveContract extends StoppedClockContract {

    private static final int PORT = 7007;

    private final SilentName name = TestNames.newSilentName();

    /** For subclasses. */
    protected ResolveContract() {}

    /** An attempt that looks up a name when this returns, and will not end by itself. */
    private Connector beginLookUp(RecordingFactory factory) throws Exception {
        stopClock();
        Connector connector =
                inTurn(() -> reactor.connectTcp(name.toString(), PORT, factory, ConnectOptions.defaults()));
        name.awaitLookUp();
        return connector;
    }

    private RecordingFactory recordingFactory() {
        return new RecordingFactory(journal, "factory", () -> recording("client"));
    }

    @Clause("C3")
    @DisplayName("C3: the timeout covers the look-up of the name, which is given up then")
    void theTimeoutCoversTheLookUp() throws Exception {
        RecordingFactory factory = recordingFactory();
        beginLookUp(factory);

        pass(Duration.ofSeconds(30).minus(ONE));
        assertThat(journal.lines()).doesNotContain("factory failed");
        pass(ONE);

        assertThat(factory.awaitFailure()).isExactlyInstanceOf(TimedOut.class).hasMessageContaining(name + ":" + PORT);
        name.awaitEndOfLookUp();
    }

    @Clause("C3")
    @DisplayName("C3: an attempt that the user gives up while its name is looked up is told as cancelled")
    void aLookUpMayBeCancelled() throws Exception {
        RecordingFactory factory = recordingFactory();
        Connector connector = beginLookUp(factory);

        doInTurn(connector::stopConnecting);

        assertThat(factory.awaitFailure()).isExactlyInstanceOf(Cancelled.class).hasMessageContaining(name + ":" + PORT);
        name.awaitEndOfLookUp();
    }
}
