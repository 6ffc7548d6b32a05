package dev.heddle.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A driver that is held to the {@link PortRules}, as is all that it hands out. */
final class CheckedDriver implements Driver {

    private final PortRules rules;
    private final Driver driver;

    CheckedDriver(PortRules rules, Driver driver) {
        this.rules = rules;
        this.driver = driver;
    }

    @Override
    public void loop() {
        driver.loop();
    }

    @Override
    public void wake() {
        driver.wake();
    }

    @Override
    public Attempt connect(InetSocketAddress remote, @Nullable InetSocketAddress local, ConnectEvents events) {
        rules.beginCall("connect");
        try {
            return driver.connect(remote, local, new CheckedConnectEvents(rules, events));
        } finally {
            rules.endCall();
        }
    }

    @Override
    public Acceptor listen(InetSocketAddress local, int backlog, AcceptEvents events) throws IOException {
        rules.beginCall("listen");
        try {
            CheckedAcceptor checked = new CheckedAcceptor(rules, events);
            checked.bind(driver.listen(local, backlog, checked));
            return checked;
        } finally {
            rules.endCall();
        }
    }

    @Override
    public void runBeside(String name, Runnable work) {
        driver.runBeside(name, work);
    }
}
