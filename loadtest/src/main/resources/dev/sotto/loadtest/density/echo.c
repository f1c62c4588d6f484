/*
 * The least that a program can do for a call: answers every INVITE at once and sends each RTP packet back to where it came from.
 * One thread, one port for the sound of all calls, recvmmsg and sendmmsg, no state. What it needs per call is what the kernel
 * takes for two packets; nothing that really listens or speaks can need less. Ends when its standard input does.
 *
 *   cc -O2 echo.c -o echo && ./echo 127.0.0.1        prints "sip PORT"
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define BATCH 64
#define MAX_PACKET 2048
#define MAX_MESSAGE 8192

static char packets[BATCH][MAX_PACKET];
static struct sockaddr_in senders[BATCH];
static struct iovec vectors[BATCH];
static struct mmsghdr messages[BATCH];

static const char *host;
static int rtp_port;

static int udp(int *port) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t length = sizeof address;
    int room = 8 * 1024 * 1024;
    int descriptor = socket(AF_INET, SOCK_DGRAM, 0);
    if (descriptor < 0 || inet_pton(AF_INET, host, &address.sin_addr) != 1 ||
        bind(descriptor, (struct sockaddr *)&address, sizeof address) != 0 ||
        getsockname(descriptor, (struct sockaddr *)&address, &length) != 0) {
        perror("no UDP port");
        exit(1);
    }
    setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    *port = ntohs(address.sin_port);
    return descriptor;
}

static void echo(int descriptor) {
    for (int i = 0; i < BATCH; i++) {
        vectors[i].iov_base = packets[i];
        vectors[i].iov_len = MAX_PACKET;
        messages[i].msg_hdr.msg_iov = &vectors[i];
        messages[i].msg_hdr.msg_iovlen = 1;
        messages[i].msg_hdr.msg_name = &senders[i];
        messages[i].msg_hdr.msg_namelen = sizeof senders[i];
    }
    int count = recvmmsg(descriptor, messages, BATCH, MSG_DONTWAIT, NULL);
    for (int i = 0; i < count; i++) {
        vectors[i].iov_len = messages[i].msg_len;
    }
    for (int sent = 0; sent < count;) {
        int more = sendmmsg(descriptor, messages + sent, count - sent, 0);
        sent += more > 0 ? more : 1;
    }
}

/* Copies the header lines that an answer repeats (RFC 3261 section 8.2.6.2); To gets our tag where it has none. */
static char *repeat_headers(const char *request, char *out, const char *end) {
    for (const char *line = strstr(request, "\r\n"); line != NULL; line = strstr(line, "\r\n")) {
        line += 2;
        const char *stop = strstr(line, "\r\n");
        if (stop == NULL || stop == line) {
            break;
        }
        int to = strncasecmp(line, "To:", 3) == 0;
        if (to || strncasecmp(line, "Via:", 4) == 0 || strncasecmp(line, "From:", 5) == 0 ||
            strncasecmp(line, "Call-ID:", 8) == 0 || strncasecmp(line, "CSeq:", 5) == 0) {
            int tagged = to && memmem(line, stop - line, ";tag=", 5) != NULL;
            out += snprintf(out, end - out, "%.*s%s\r\n", (int)(stop - line), line, to && !tagged ? ";tag=echo" : "");
        }
    }
    return out;
}

/* The first sound that is offered; -1 where it isn't plain RTP. */
static int first_format(const char *request) {
    int port;
    int format;
    const char *line = strstr(request, "\nm=audio ");
    return line != NULL && sscanf(line + 9, "%d RTP/AVP %d", &port, &format) == 2 ? format : -1;
}

static int describe(const char *request, char *sdp, size_t room) {
    char map[32];
    int format = first_format(request);
    if (format < 0) {
        return 0;
    }
    snprintf(map, sizeof map, "a=rtpmap:%d ", format);
    const char *line = strstr(request, map);
    int length = line == NULL ? 0 : (int)strcspn(line, "\r\n");
    return snprintf(sdp, room,
                    "v=0\r\no=- 1 1 IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\nm=audio %d RTP/AVP %d\r\n%.*s%s", host, host,
                    rtp_port, format, length, line == NULL ? "" : line, length > 0 ? "\r\n" : "");
}

static void answer(int descriptor, int port) {
    static char request[MAX_MESSAGE + 1];
    static char response[2 * MAX_MESSAGE];
    static char sdp[MAX_MESSAGE];
    const char *end = response + sizeof response;
    struct sockaddr_in from;
    socklen_t length = sizeof from;
    ssize_t size = recvfrom(descriptor, request, MAX_MESSAGE, MSG_DONTWAIT, (struct sockaddr *)&from, &length);
    if (size <= 0 || strncmp(request, "SIP/2.0", 7) == 0 || strncmp(request, "ACK ", 4) == 0) {
        return;
    }
    request[size] = 0;
    int invite = strncmp(request, "INVITE ", 7) == 0;
    int body = invite ? describe(request, sdp, sizeof sdp) : 0;
    char *out = response;
    out += snprintf(out, end - out, "SIP/2.0 %s\r\n", invite && body == 0 ? "488 Not Acceptable Here" : "200 OK");
    out = repeat_headers(request, out, end);
    out += snprintf(out, end - out, "Contact: <sip:echo@%s:%d>\r\n", host, port);
    if (body > 0) {
        out += snprintf(out, end - out, "Content-Type: application/sdp\r\n");
    }
    out += snprintf(out, end - out, "Content-Length: %d\r\n\r\n%.*s", body, body, sdp);
    sendto(descriptor, response, out - response, 0, (struct sockaddr *)&from, length);
}

int main(int count, char **arguments) {
    host = count > 1 ? arguments[1] : "127.0.0.1";
    int sip_port;
    int sip = udp(&sip_port);
    int rtp = udp(&rtp_port);
    struct pollfd watched[] = {{rtp, POLLIN, 0}, {sip, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
    printf("sip %d\n", sip_port);
    fflush(stdout);
    for (;;) {
        poll(watched, 3, -1);
        if (watched[0].revents != 0) {
            echo(rtp);
        }
        if (watched[1].revents != 0) {
            answer(sip, sip_port);
        }
        if (watched[2].revents != 0) {
            char ignored[64];
            if (read(STDIN_FILENO, ignored, sizeof ignored) <= 0) {
                return 0;
            }
        }
    }
}
