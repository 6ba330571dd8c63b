// Macros that programs and libraries define: those of <windows.h>, Qt and X11, and names that sluice uses.
#define ERROR 0
#define DEBUG 1
#define INFO 2
#define IN
#define OUT
#define OPTIONAL
#define CONST const
#define VOID void
#define TRUE 1
#define FALSE 0
#define STRICT 1
#define DELETE 0x10000
#define NO_ERROR 0
#define near
#define far
#define small char
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define interface struct
#define GetMessage GetMessageA
#define Yield()
#define None 0L
#define Bool int
#define Status int
#define Always 2
#define emit
#define slots
#define signals public
#define foreach for
#define forever for (;;)
#define Q_EMIT
#define info no C++ that I know
#define debug this is no C++
#define error this is no C++ either
#define warning(text) nor this
#define critical 5
#define check(condition) if (!(condition)) throw
#define log(text) puts(text)
#define trace(text) puts(text)
#define on yes
#define off no
#define format(text) text
#define fatal(text) abort()
#define verify(condition) if (!(condition)) throw
#define assert_that(condition) if (!(condition)) throw
#define unlikely(condition) (condition)
#define likely(condition) (condition)
#define print(text) puts(text)
#define cold very cold
#define hidden in no header
#define noinline neither
