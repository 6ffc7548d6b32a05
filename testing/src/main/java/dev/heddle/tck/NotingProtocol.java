package dev.heddle.tck;

import dev.heddle.net.CloseReason;
import dev.heddle.net.Protocol;
import java.util.List;

/** Notes in a list that its connection was lost, and how, for tests on one thread. */
class NotingProtocol extends Protocol {

    private final String name;
    private final List<String> journal;

    NotingProtocol(String name, List<String> journal) {
        this.name = name;
        this.journal = journal;
    }

    @Override
    public void connectionLost(CloseReason reason) {
        journal.add(name + " lost " + reason.getClass().getSimpleName());
    }
}
