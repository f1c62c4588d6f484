package dev.sotto.media.session;

import dev.sotto.media.sdp.FormatPreference;
import dev.sotto.media.turn.TurnSettings;
import java.net.InetAddress;
import java.time.Duration;

/**
 * Sound as an operator may set it.
 *
 * @param bindAddress where RTP is received
 * @param advertisedAddress literal address that peers are told; differs from the bound one behind a NAT
 * @param mediaTimeout without RTP for this long, the listener is told
 * @param relatchSilence another address may take over only after the peer was silent for this long
 * @param reportInterval between RTCP reports, on average
 * @param jitterPackets most packets that wait to be played
 * @param phraseLimit most phrases that wait to be said
 * @param receiveBufferBytes of each RTP socket
 * @param lanesPerPort calls that may share a pair of ports; 0: every call has its own
 * @param prompt what {@link MediaMode#PROMPT} says
 * @param security whether sound is encrypted
 * @param formats what may be agreed on, and which of them first
 */
public record MediaSettings(
        InetAddress bindAddress,
        String advertisedAddress,
        Duration mediaTimeout,
        Duration relatchSilence,
        Duration reportInterval,
        int jitterPackets,
        int phraseLimit,
        int receiveBufferBytes,
        int lanesPerPort,
        String prompt,
        TurnSettings turn,
        MediaSecurity security,
        FormatPreference formats) {
    public MediaSettings {
        if (mediaTimeout.isNegative() || relatchSilence.isNegative() || reportInterval.toMillis() < 100) {
            throw new IllegalArgumentException("negative time, or reports more often than every 100 ms");
        }
        if (phraseLimit < 1 || jitterPackets < 2 || receiveBufferBytes < 4096 || lanesPerPort < 0) {
            throw new IllegalArgumentException("too small: phraseLimit " + phraseLimit + ", jitterPackets "
                    + jitterPackets + ", receiveBufferBytes " + receiveBufferBytes);
        }
    }

    public MediaSettings with(MediaSecurity encryption) {
        return new MediaSettings(
                bindAddress,
                advertisedAddress,
                mediaTimeout,
                relatchSilence,
                reportInterval,
                jitterPackets,
                phraseLimit,
                receiveBufferBytes,
                lanesPerPort,
                prompt,
                turn,
                encryption,
                formats);
    }

    public static MediaSettings defaults(InetAddress bindAddress) {
        return new MediaSettings(
                bindAddress,
                bindAddress.getHostAddress(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                10,
                16,
                64 * 1024,
                64,
                "Thank you for calling. Please stay on the line while this is being measured.",
                TurnSettings.DEFAULTS,
                MediaSecurity.OFF,
                FormatPreference.DEFAULT);
    }
}
