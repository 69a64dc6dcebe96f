/* Decides one household with Graduasi, from a host that keeps nothing else of it. */
#ifndef DECIDE_H_
#define DECIDE_H_

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The policy as text; the household decided is eligible under it. */
extern const char kPolicy[];

/* Reads a policy (binary, or text if is_binary is 0), decides the household and copies the binary decision into a buffer of
 * *size bytes; *size is then what was used. 0, or -1 after saying why. The library is linked, or named by `library`, loaded at
 * the first call and kept until unload(). */
int decide(const char* library, const void* policy, size_t policy_size, int is_binary, void* decision, size_t* size);
int unload(void);

#ifdef __cplusplus
}
#endif

#endif /* DECIDE_H_ */
