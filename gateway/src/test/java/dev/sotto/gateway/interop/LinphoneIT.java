package dev.sotto.gateway.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linphone's command line client calls the echo, plays a tone, and records what it hears. */
class LinphoneIT {
    private static final int TONE = 650;

    @TempDir
    Path folder;

    @BeforeAll
    static void needsLinphone() {
        OutsideProgram.require("linphonec", "linphone-cli");
    }

    @Test
    void hearsItsOwnTone() throws Exception {
        Files.createDirectories(folder.resolve(".local/share/linphone"));
        Files.createDirectories(folder.resolve(".config/linphone"));
        Files.writeString(folder.resolve("rc"), """
                [sip]
                sip_port=%d
                sip_tcp_port=-1
                sip_tls_port=-1
                contact="alice" <sip:alice@127.0.0.1>
                use_ipv6=0
                """.formatted(freePort()));
        ToneFile.write(folder.resolve("in.wav"), 8_000, TONE, 20);
        Path recording = folder.resolve("heard.wav");
        try (TelephoneEdge edge = new TelephoneEdge(text -> {
                    throw new IllegalStateException("nothing is said here");
                });
                OutsideProgram linphone = OutsideProgram.start(folder, List.of("linphonec", "-c", "rc"))) {
            linphone.awaitSaid("linphonec>");
            linphone.type("soundcard use files");
            linphone.type("call sip:echo@127.0.0.1:" + edge.port());
            linphone.awaitSaid("Media streams established");
            linphone.type("record " + recording);
            linphone.type("play " + folder.resolve("in.wav"));
            linphone.pause(4_000);
            linphone.type("terminate");
            linphone.awaitSaid("ended (No error)");
            linphone.type("quit");
            linphone.awaitEnd();
        }
        assertThat(ToneFile.share(recording, TONE)).as("share of its own tone").isGreaterThan(0.9);
    }

    private static int freePort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
