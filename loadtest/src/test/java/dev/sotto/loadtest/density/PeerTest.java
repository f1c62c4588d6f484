package dev.sotto.loadtest.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {
    @Test
    void anAddressAloneIsEnough() {
        Peer peer = Peer.parse("asterisk=127.0.0.1:5070", "prompt");

        assertThat(peer.name()).isEqualTo("asterisk");
        assertThat(peer.sip().getPort()).isEqualTo(5070);
        assertThat(peer.user()).isEqualTo("prompt");
        assertThat(peer.pid()).isEmpty();
        assertThat(peer.http()).isNull();
    }

    @Test
    void itsUserProcessAndFiguresMayBeNamed() {
        Peer peer = Peer.parse("b=127.0.0.1:5071,user=600,pid=4711,http=http://127.0.0.1:8081", "prompt");

        assertThat(peer.user()).isEqualTo("600");
        assertThat(peer.pid()).isEqualTo(OptionalLong.of(4711));
        assertThat(peer.http()).hasPort(8081);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:5070", "a=:5", "a=host", "a=127.0.0.1:x", "a=127.0.0.1:5,pid=me", "a=127.0.0.1:5,nice"
            })
    void whatIsNoServerSaysSo(String text) {
        assertThatThrownBy(() -> Peer.parse(text, "prompt")).isInstanceOf(IllegalArgumentException.class);
    }
}
