package dev.heddle.core;

import java.net.InetAddress;
import java.net.NetworkInterface;

/** That a port for datagrams gets what is sent to a group, and where. */
record Membership(InetAddress group, NetworkInterface networkInterface) {

    @Override
    public String toString() {
        return group.getHostAddress() + " on " + networkInterface.getName();
    }
}
