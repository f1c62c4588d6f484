package dev.sotto.media.ice;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Builds binding requests, good ones and others. */
public final class StunCheck {
    private final ByteBuf bytes = Unpooled.buffer(1500);

    public StunCheck() {
        bytes.writeShort(StunRequest.BINDING_REQUEST).writeShort(0).writeInt(StunRequest.MAGIC);
        for (int i = 1; i <= 12; i++) {
            bytes.writeByte(i);
        }
    }

    /** What a controlling agent sends. */
    public static ByteBuf of(String username, String password, boolean nominate) {
        StunCheck check = new StunCheck()
                .attribute(StunRequest.USERNAME, username.getBytes(StandardCharsets.UTF_8))
                .attribute(0x802A, new byte[8])
                .attribute(StunRequest.PRIORITY, new byte[] {1, 2, 3, 4});
        if (nominate) {
            check.attribute(StunRequest.USE_CANDIDATE, new byte[0]);
        }
        return check.integrity(password).fingerprint();
    }

    StunCheck attribute(int type, byte[] value) {
        bytes.writeShort(type).writeShort(value.length).writeBytes(value).writeZero(-value.length & 3);
        return this;
    }

    StunCheck integrity(@Nullable String password) {
        if (password != null) {
            byte[] integrity = new StunIntegrity(password).of(ByteBufUtil.getBytes(bytes), bytes.readableBytes());
            attribute(StunRequest.MESSAGE_INTEGRITY, integrity);
        }
        return this;
    }

    ByteBuf fingerprint() {
        bytes.setShort(2, bytes.readableBytes() + 8 - StunRequest.HEADER_BYTES);
        int fingerprint = StunRequest.fingerprint(ByteBufUtil.getBytes(bytes), bytes.readableBytes());
        return attribute(
                        StunRequest.FINGERPRINT,
                        Unpooled.buffer(4).writeInt(fingerprint).array())
                .bytes;
    }
}
