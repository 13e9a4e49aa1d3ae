import { queryOptions } from '@tanstack/react-query';
import {
  labsCoverDestroy,
  labsLeaveCreate,
  labsMembersCreate,
  labsMembersDestroy,
  labsMembersList,
  labsMembersPartialUpdate,
  labsPartialUpdate,
} from '@/shared/api/gen/sdk.gen';
import type { Lab, LabRoleEnum, PatchedLabRequest } from '@/shared/api/gen/types.gen';
import type { IfMatch } from '@/shared/api/useEdit';
import { postForm } from '@/shared/upload/sendFile';

export const membersQuery = (lab: string) =>
  queryOptions({
    queryKey: ['labs', lab, 'members'],
    queryFn: async ({ signal }) =>
      (await labsMembersList({ path: { lab_id: lab }, query: { page_size: 100 }, signal })).data?.results ?? [],
  });

export const editLab = async (id: string, changes: PatchedLabRequest, headers: IfMatch) =>
  (await labsPartialUpdate({ path: { id }, body: changes, headers })).data as Lab;
export const setCover = (id: string, image: File) => postForm<Lab>(`/api/labs/${id}/cover/`, { image });
export const removeCover = async (id: string) => (await labsCoverDestroy({ path: { id } })).data as Lab;
export const leaveLab = (id: string) => labsLeaveCreate({ path: { id } });
export const addMember = (lab: string, email: string, role: LabRoleEnum) =>
  labsMembersCreate({ path: { lab_id: lab }, body: { email, role } });
export const changeRole = (lab: string, id: string, role: LabRoleEnum) =>
  labsMembersPartialUpdate({ path: { lab_id: lab, id }, body: { role } });
export const removeMember = (lab: string, id: string) => labsMembersDestroy({ path: { lab_id: lab, id } });
