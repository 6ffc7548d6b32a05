package dev.heddle.protocols;

import static dev.heddle.protocols.ClientState.CONNECTED;
import static dev.heddle.protocols.ClientState.CONNECTING;
import static dev.heddle.protocols.ClientState.DISCONNECTING;
import static dev.heddle.protocols.ClientState.INIT;
import static dev.heddle.protocols.ClientState.RESTARTING;
import static dev.heddle.protocols.ClientState.STOPPED;
import static dev.heddle.protocols.ClientState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.protocols.ClientState.Event;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole table: what follows in each state, in the order in which the states are declared. */
class ClientStateTest {

    private static final Map<Event, ClientState[]> TABLE = new EnumMap<>(Map.of(
            Event.START,
            new ClientState[] {CONNECTING, CONNECTING, WAITING, CONNECTED, RESTARTING, RESTARTING, CONNECTING},
            Event.STOP,
            new ClientState[] {STOPPED, DISCONNECTING, STOPPED, DISCONNECTING, DISCONNECTING, DISCONNECTING, STOPPED},
            Event.READY,
            new ClientState[] {INIT, CONNECTED, WAITING, CONNECTED, DISCONNECTING, RESTARTING, STOPPED},
            Event.GONE,
            new ClientState[] {INIT, WAITING, WAITING, WAITING, STOPPED, CONNECTING, STOPPED},
            Event.RETRY,
            new ClientState[] {INIT, CONNECTING, CONNECTING, CONNECTED, DISCONNECTING, RESTARTING, STOPPED}));

    @Test
    void followsTheTable() {
        for (Event event : Event.values()) {
            for (ClientState state : ClientState.values()) {
                assertThat(state.on(event)).as("%s in %s", event, state).isEqualTo(TABLE.get(event)[state.ordinal()]);
            }
        }
    }
}
