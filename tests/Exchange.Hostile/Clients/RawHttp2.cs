using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Exchange.Hostile.Clients;

/// <summary>An HTTP/2 connection (RFC 9113) frame by frame, for frames that no client library would send.</summary>
internal sealed class RawHttp2 : IAsyncDisposable
{
    public const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, Continuation = 9;
    public const byte EndStream = 1, EndHeaders = 4;

    private readonly TcpClient connection;
    private readonly SslStream tls;

    private RawHttp2(TcpClient connection, SslStream tls)
    {
        this.connection = connection;
        this.tls = tls;
    }

    public static async Task<RawHttp2> ConnectAsync(Uri address, X509Certificate2 certificate)
    {
        TcpClient connection = new() { NoDelay = true };
        await connection.ConnectAsync(address.Host, address.Port, AttackedServer.Cancel);
        SslStream tls = new(connection.GetStream());
        await tls.AuthenticateAsClientAsync(AttackedServer.Tls(certificate, SslApplicationProtocol.Http2), AttackedServer.Cancel);
        RawHttp2 raw = new(connection, tls);
        await tls.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(), AttackedServer.Cancel);
        await raw.SendAsync(Settings, 0, 0, ReadOnlyMemory<byte>.Empty);
        return raw;
    }

    /// <summary>One frame. False once the server has ended the connection.</summary>
    public async Task<bool> SendAsync(byte type, byte flags, int stream, ReadOnlyMemory<byte> payload)
    {
        byte[] frame = new byte[9 + payload.Length];
        frame[0] = (byte)(payload.Length >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)payload.Length);
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsMemory(9));
        try
        {
            await tls.WriteAsync(frame, AttackedServer.Cancel);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>A gRPC request's header block, every field a literal without indexing (RFC 7541 section 6.2.2).</summary>
    public static byte[] GrpcHeaders(string path)
    {
        using MemoryStream block = new();
        foreach ((string name, string value) in new[]
        {
            (":method", "POST"), (":scheme", "https"), (":path", path), (":authority", "server"), ("content-type", "application/grpc"),
            ("te", "trailers"),
        })
        {
            block.WriteByte(0);
            Write(block, name);
            Write(block, value);
        }

        return block.ToArray();
    }

    /// <summary>Reads and throws away what the server says until it ends the connection.</summary>
    public async Task UntilClosedAsync()
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (await tls.ReadAsync(buffer, AttackedServer.Cancel) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Reset instead of closed: as good.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await tls.DisposeAsync();
        connection.Dispose();
    }

    private static void Write(MemoryStream block, string text)
    {
        block.WriteByte((byte)text.Length);
        block.Write(Encoding.ASCII.GetBytes(text));
    }
}
