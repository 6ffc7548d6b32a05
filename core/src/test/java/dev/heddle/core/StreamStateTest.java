package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.core.StreamState.Event;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamStateTest {

    @ParameterizedTest(name = "{0}: LOSE {1}, PEER_ENDED {2}, FLUSHED {3}, GONE {4}")
    @CsvSource({
        "OPEN,      FLUSHING,  FINISHING, OPEN,      CLOSED",
        "FLUSHING,  FLUSHING,  FINISHING, LINGERING, CLOSED",
        "LINGERING, LINGERING, CLOSED,    LINGERING, CLOSED",
        "FINISHING, FINISHING, FINISHING, CLOSED,    CLOSED",
        "CLOSED,    CLOSED,    CLOSED,    CLOSED,    CLOSED"
    })
    void followsTheTable(
            StreamState state, StreamState lose, StreamState peerEnded, StreamState flushed, StreamState gone) {
        assertThat(state.on(Event.LOSE)).isEqualTo(lose);
        assertThat(state.on(Event.PEER_ENDED)).isEqualTo(peerEnded);
        assertThat(state.on(Event.FLUSHED)).isEqualTo(flushed);
        assertThat(state.on(Event.GONE)).isEqualTo(gone);
    }
}
