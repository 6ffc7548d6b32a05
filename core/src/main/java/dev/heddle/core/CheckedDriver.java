package dev.heddle.core;

import dev.heddle.net.ConnectOptions;
import dev.heddle.net.DatagramOptions;
import dev.heddle.net.ListenOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.BooleanSupplier;

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
    public void start(Runnable life) {
        driver.start(life);
    }

    @Override
    public void helpUntil(BooleanSupplier done) {
        driver.helpUntil(done);
    }

    @Override
    public void wake() {
        driver.wake();
    }

    @Override
    public Attempt connect(SocketAddress remote, ConnectOptions options, ConnectEvents events) {
        rules.beginCall("connect");
        try {
            return driver.connect(remote, options, new CheckedConnectEvents(rules, events));
        } finally {
            rules.endCall();
        }
    }

    @Override
    public Acceptor listen(SocketAddress local, ListenOptions options, AcceptEvents events) throws IOException {
        rules.beginCall("listen");
        try {
            CheckedAcceptor checked = new CheckedAcceptor(rules, events);
            checked.bind(driver.listen(local, options, checked));
            return checked;
        } finally {
            rules.endCall();
        }
    }

    @Override
    public DatagramWire openDatagrams(InetSocketAddress local, DatagramOptions options, DatagramEvents events)
            throws IOException {
        rules.beginCall("openDatagrams");
        try {
            CheckedDatagramWire checked = new CheckedDatagramWire(rules, events);
            checked.bind(driver.openDatagrams(local, options, checked));
            return checked;
        } finally {
            rules.endCall();
        }
    }

    @Override
    public Acceptor adopt(ListenOptions options, AcceptEvents events) throws IOException {
        rules.beginCall("adopt");
        try {
            CheckedAcceptor checked = new CheckedAcceptor(rules, events);
            checked.bind(driver.adopt(options, checked));
            return checked;
        } finally {
            rules.endCall();
        }
    }

    @Override
    public void runBeside(String name, Runnable work) {
        driver.runBeside(name, work);
    }

    @Override
    public void runOnThread(String name, Runnable work) {
        driver.runOnThread(name, work);
    }
}
