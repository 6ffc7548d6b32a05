package dev.heddle.core;

import java.io.IOException;

/** What comes of an attempt to connect, held to the {@link PortRules}: one event at most. */
final class CheckedConnectEvents implements Driver.ConnectEvents {

    private final PortRules rules;
    private final Driver.ConnectEvents events;
    private boolean told;

    CheckedConnectEvents(PortRules rules, Driver.ConnectEvents events) {
        this.rules = rules;
        this.events = events;
    }

    @Override
    public void connected(Wire wire) {
        check("connected");
        CheckedWire checked = new CheckedWire(rules, wire);
        events.connected(checked);
        checked.checkTaken();
    }

    @Override
    public void failed(IOException cause) {
        check("failed");
        events.failed(cause);
    }

    private void check(String event) {
        rules.checkEvent(event);
        PortRules.require(!told, "the backend told of " + event + " after the attempt had ended");
        told = true;
    }
}
